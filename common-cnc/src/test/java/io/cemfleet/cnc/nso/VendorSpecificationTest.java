package io.cemfleet.cnc.nso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cemfleet.network.NetworkFixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every member that we write is one that the vendor publishes; needs {@code -Dcem.cnc.specs=FOLDER}. */
class VendorSpecificationTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void policiesAreWrittenInPublishedMembers() throws Exception {
        var policy = new NsoPolicy(
                "p",
                "frankfurt",
                "vienna",
                100,
                24001,
                List.of(new NsoCandidatePath.Explicit(200, List.of(new NsoCandidatePath.WeightedSidList("s", 1L)))));

        assertThat(published("cisco_sr_te_cfp_7_1_0.json"))
                .containsAll(members(NsoPolicyMapper.write(NetworkFixtures.topology(), policy)
                        .optional()
                        .orElseThrow()))
                .containsAll(members(NsoPolicyMapper.write(new SidList("s", List.of(16001)))));
    }

    private static Set<String> published(String file) throws Exception {
        var folder = System.getProperty("cem.cnc.specs");
        assumeTrue(folder != null, "no folder of vendor specs is given");
        var spec = JSON.readTree(Files.readString(Path.of(folder, file)));
        var names = new HashSet<String>();
        collect(spec.path("components").path("schemas"), names);
        return names;
    }

    private static Set<String> members(JsonNode body) {
        var names = new HashSet<String>();
        collect(body, names);
        return names;
    }

    private static void collect(JsonNode node, Set<String> names) {
        node.properties().forEach(field -> {
            names.add(plain(field.getKey()));
            collect(field.getValue(), names);
        });
        if (node.isArray()) {
            node.forEach(each -> collect(each, names));
        }
    }

    private static String plain(String name) {
        return name.substring(name.lastIndexOf(':') + 1);
    }
}
