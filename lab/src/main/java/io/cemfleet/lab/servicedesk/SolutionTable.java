package io.cemfleet.lab.servicedesk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The knowledge base: approved articles, and drafts that wait for approval. */
@Component
class SolutionTable {
    private static final int FIRST_ID = 501;

    private final List<ObjectNode> solutions = new ArrayList<>();

    SolutionTable(DeskHistoryGenerator history) {
        history.solutions().forEach(this::keep);
    }

    private void keep(DeskHistoryGenerator.GeneratedArticle paper) {
        ObjectNode solution = JsonNodeFactory.instance.objectNode();
        solution.put("id", Integer.toString(FIRST_ID + solutions.size()));
        solution.put("title", paper.title()).put("description", paper.html()).put("keywords", paper.keywords());
        solution.putObject("topic").put("name", "Network");
        solution.putObject("approval_status").put("name", paper.approved() ? "Approved" : "Approval Pending");
        solution.put("is_public", false);
        solution.set("created_time", DeskTime.of(paper.written()));
        solution.set("last_updated_time", DeskTime.of(paper.written()));
        solutions.add(solution);
    }

    List<ObjectNode> all() {
        return solutions.stream().map(ObjectNode::deepCopy).toList();
    }

    ObjectNode get(String id) {
        return all().stream()
                .filter(solution -> solution.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow(DeskRefusal::invalidUrl);
    }
}
