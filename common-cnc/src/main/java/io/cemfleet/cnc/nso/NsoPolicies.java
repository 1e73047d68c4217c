package io.cemfleet.cnc.nso;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * SR policies and SID lists through NSO ({@code cisco-sr-te-cfp}). PUT and DELETE are idempotent and are repeated on
 * transient failures; PATCH is not.
 */
public interface NsoPolicies {

    /** Every configured policy; an empty list when there is none. */
    CncResult<List<NsoPolicy>> policies(NetworkTopology topology);

    CncResult<NsoPolicy> policy(NetworkTopology topology, String name);

    /** The policies of the names with the SID lists that they use, in one read; others are left out. */
    CncResult<NsoConfiguration> configuration(NetworkTopology topology, Collection<String> names);

    /**
     * Commits all changes, or none: {@link CncResult.Refused} names the path of the first one at fault. Not repeated on
     * transient failures: read the configuration back before another attempt.
     */
    CncResult<NsoWriteResult> commit(NetworkTopology topology, NsoTransaction transaction);

    /**
     * Creates or replaces. Refused when a SID list does not exist, or another path of the policy has the preference.
     */
    CncResult<NsoWriteResult> putPolicy(NetworkTopology topology, NsoPolicy policy);

    /** Merges into an existing policy: paths with other preferences stay. */
    CncResult<NsoWriteResult> patchPolicy(NetworkTopology topology, NsoPolicy policy);

    /** Deletes the policy; {@link CncResult.NotFound} when it does not exist. */
    CncResult<NsoWriteResult> deletePolicy(String name);

    /** The configuration that {@link #putPolicy} would send to the devices, without a change. */
    CncResult<List<DeviceConfigChange>> dryRun(NetworkTopology topology, NsoPolicy policy);

    /** The progress of NSO with a policy. */
    CncResult<NsoPlanStatus> plan(String name);

    /** The progress of NSO with the policies of the names, in one read; a policy without a plan is absent. */
    CncResult<Map<String, NsoPlanStatus>> plans(Collection<String> names);

    CncResult<SidList> sidList(String name);

    /** Every configured SID list; an empty list when there is none. */
    CncResult<List<SidList>> sidLists();

    CncResult<NsoWriteResult> putSidList(SidList list);

    /** Deletes the list; refused while a policy uses it. */
    CncResult<NsoWriteResult> deleteSidList(String name);
}
