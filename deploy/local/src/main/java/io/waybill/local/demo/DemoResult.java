package io.waybill.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.waybill.local.Installation;
import io.waybill.local.demo.Ledger.Outcomes;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What happened in a demo, for a person and for a program. */
record DemoResult(
        Parties parties,
        DemoFlow flow,
        Outcomes outcomes,
        List<String> eventIds,
        Map<String, Integer> feedback) {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Who took part. */
    record Parties(Party seller, List<Party> buyers) {}

    private int feedbackPosted() {
        return feedback.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The object that other programs rely on. */
    String json(Installation installation) {
        var result = new LinkedHashMap<String, Object>();
        result.put("base_url", installation.edge().toString());
        result.put("mail_url", installation.mailPage().toString());
        result.put("seller", shown(parties.seller()));
        result.put(
                "buyers",
                parties.buyers().stream()
                        .map(buyer -> {
                            var shown = new LinkedHashMap<String, Object>();
                            shown.put("name", buyer.name());
                            shown.putAll(shown(buyer));
                            shown.put("subscription", "free");
                            return shown;
                        })
                        .toList());
        result.put("flow", Map.of("id", flow.id(), "name", flow.name()));
        result.put(
                "source", Map.of("id", flow.sourceId(), "submit_url", flow.submitUrl().toString()));
        var leads = new LinkedHashMap<String, Object>();
        leads.put("posted", outcomes.leads());
        for (var outcome : List.of("success", "failure", "error")) {
            leads.put(outcome, outcomes.count(outcome));
        }
        result.put("leads", leads);
        result.put("delivery_event_ids", eventIds);
        result.put("feedback", Map.of("posted", feedbackPosted()));
        try {
            return JSON.writeValueAsString(result) + "\n";
        } catch (JsonProcessingException e) {
            throw new DemoFailed("Cannot write JSON", e);
        }
    }

    private static Map<String, Object> shown(Party party) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("account_id", party.accountId());
        shown.put("email", party.email());
        shown.put("password", party.password());
        shown.put("api_key", party.apiKey());
        return shown;
    }

    String text(Installation installation) {
        return """

        %d leads: %d success, %d failure (Florida, Texas), %d error (a buyer out of order)
        %d deliveries accepted, revenue %s USD, paid to the source %s USD
        %d feedback posts: %s

        The seller      %s
          password      %s
          API key       %s
        The flow        %s "%s"
        Post a lead     curl %s -d first_name=Ada -d last_name=Byron -d state=NY
        Its leads       curl -H 'Authorization: Bearer %s' %s/api/leads
        Outcomes        curl -H 'Authorization: Bearer %s' '%s/api/reports/outcomes?by=recipient'
        The buyers      %s (until ./waybill down)
        What is running %s
        """
                .formatted(
                        outcomes.leads(),
                        outcomes.count("success"),
                        outcomes.count("failure"),
                        outcomes.count("error"),
                        eventIds.size(),
                        outcomes.revenue().setScale(2, RoundingMode.HALF_UP),
                        outcomes.cost().setScale(2, RoundingMode.HALF_UP),
                        feedbackPosted(),
                        feedback,
                        parties.seller().email(),
                        parties.seller().password(),
                        parties.seller().apiKey(),
                        flow.id(),
                        flow.name(),
                        flow.submitUrl(),
                        parties.seller().apiKey(),
                        installation.edge(),
                        parties.seller().apiKey(),
                        installation.edge(),
                        installation.layout().buyers(),
                        installation.edge());
    }
}
