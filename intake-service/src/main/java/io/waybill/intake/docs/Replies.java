package io.waybill.intake.docs;

import java.util.List;

/** One example of each reply to a submission. */
record Replies(String title, int status, String json, String xml) {

    private static final String LEAD = "01999c2e-8d3f-7c41-9a52-6f1f0a8be001";

    static List<Replies> all() {
        return List.of(
                concluded("The lead was taken", "success", ""),
                concluded("The lead was refused", "failure", "Missing required email"),
                concluded("Something went wrong", "error", "The flow could not be run"),
                new Replies(
                        "The lead still runs; its reply can be fetched from Location",
                        202,
                        "{\"outcome\":\"pending\",\"lead\":{\"id\":\"" + LEAD + "\"}}",
                        xml(element("outcome", "pending") + lead())),
                new Replies(
                        "There is no such flow or source",
                        404,
                        "{\"message\":\"Unknown flow or source\"}",
                        xml(element("message", "Unknown flow or source"))));
    }

    /** A name by which OpenAPI refers to the example. */
    String key() {
        return title.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z]+", "-")
                .replaceAll("^-|-$", "");
    }

    private static Replies concluded(String title, String outcome, String reason) {
        String json =
                "{\"outcome\":\""
                        + outcome
                        + "\""
                        + (reason.isEmpty() ? "" : ",\"reason\":\"" + reason + "\"")
                        + ",\"lead\":{\"id\":\""
                        + LEAD
                        + "\"},\"price\":0}";
        String xml =
                xml(
                        element("outcome", outcome)
                                + (reason.isEmpty() ? "" : element("reason", reason))
                                + lead()
                                + element("price", "0"));
        return new Replies(title, 201, json, xml);
    }

    private static String xml(String elements) {
        return "<?xml version=\"1.0\"?>\n<result>" + elements + "\n</result>";
    }

    private static String element(String name, String text) {
        return "\n  <" + name + ">" + text + "</" + name + ">";
    }

    private static String lead() {
        return "\n  <lead>\n    <id>" + LEAD + "</id>\n  </lead>";
    }
}
