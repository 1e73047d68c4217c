package io.cemfleet.tunnel.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.tunnel.policy.CandidatePlacement;
import io.cemfleet.tunnel.policy.IntendedWrite;
import io.cemfleet.tunnel.policy.PathInForce;
import io.cemfleet.tunnel.policy.PathWeights;
import io.cemfleet.tunnel.policy.ProtectionRef;
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelPlan;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.policy.WriteLedger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Maps rows to tunnels. */
@Component
class TunnelRowMapper {
    private final ObjectMapper mapper;

    TunnelRowMapper(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    Tunnel tunnel(ResultSet row, int number) throws SQLException {
        return new Tunnel(
                row.getString("tunnel_id"),
                new ProtectionRef(row.getString("incident_id"), row.getString("protection_key")),
                new SteeringKey(row.getString("head_end"), row.getString("end_point"), row.getInt("color")),
                row.getBoolean("fleet_colored"),
                TeType.valueOf(row.getString("te_type").toUpperCase(Locale.ROOT).replace('-', '_')),
                bindingSid(row),
                TunnelState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                new CandidatePlacement(
                        row.getInt("preference"),
                        new PathWeights(row.getInt("protection_weight"), row.getInt("original_weight"))),
                plan(row),
                new PathInForce(row.getLong("path_version"), row.getInt("sid_lists"), List.of((String[])
                        row.getArray("steered").getArray())),
                ledger(row));
    }

    private static @Nullable SegmentId bindingSid(ResultSet row) throws SQLException {
        Integer label = row.getObject("binding_sid", Integer.class);
        return label == null ? null : SegmentId.label(label);
    }

    private WriteLedger ledger(ResultSet row) throws SQLException {
        return new WriteLedger(
                row.getBoolean("written"),
                intended(row),
                row.getString("verdict"),
                row.getString("failure"),
                row.getLong("version"));
    }

    /** A row of the release before has the placement only: it never changed the plan under a write. */
    private @Nullable IntendedWrite intended(ResultSet row) throws SQLException {
        String placement = row.getString("intended");
        if (placement == null) {
            return null;
        }
        String plan = row.getString("intended_plan");
        int lists = row.getInt("intended_sid_lists");
        return new IntendedWrite(
                read(placement, CandidatePlacement.class),
                plan == null ? plan(row) : read(plan, TunnelPlan.class),
                lists == 0 ? row.getInt("sid_lists") : lists);
    }

    private TunnelPlan plan(ResultSet row) throws SQLException {
        return read(row.getString("plan"), TunnelPlan.class);
    }

    @Nullable
    String json(@Nullable Object value) {
        try {
            return value == null ? null : mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tunnel cannot be written", e);
        }
    }

    private <T> T read(String json, Class<T> type) {
        try {
            return mapper.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored tunnel cannot be read", e);
        }
    }
}
