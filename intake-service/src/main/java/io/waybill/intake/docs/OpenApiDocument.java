package io.waybill.intake.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The documents as OpenAPI 3.1, for programs. */
public final class OpenApiDocument {

    private static final String DESCRIPTION = "description";

    private final SubmissionDocs docs;

    private OpenApiDocument(SubmissionDocs docs) {
        this.docs = docs;
    }

    /** JSON-ready. */
    public static Map<String, Object> of(SubmissionDocs docs) {
        return new OpenApiDocument(docs).document();
    }

    private Map<String, Object> document() {
        SubmissionDocs.Address address = docs.address();
        String rules =
                docs.rules().isEmpty()
                        ? "Every lead is accepted."
                        : docs.rules().stream()
                                .map(rule -> "- " + rule)
                                .collect(Collectors.joining("\n", "What is accepted:\n\n", ""));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put(
                "info",
                object(
                        "title",
                        "Submitting leads to " + address.flow(),
                        "version",
                        Integer.toString(address.version()),
                        DESCRIPTION,
                        rules));
        document.put("servers", List.of(object("url", address.base())));
        document.put("paths", Map.of("/submit", object("post", post(), "get", get())));
        document.put("components", components());
        return document;
    }

    private Map<String, Object> post() {
        Map<String, Object> post = call("submitLead", "Submit a lead");
        Map<String, Object> content = new LinkedHashMap<>();
        Map<String, Object> lead = object("$ref", "#/components/schemas/Lead");
        content.put(
                "application/x-www-form-urlencoded",
                object("schema", lead, "example", FieldExamples.flat(docs.fields())));
        content.put(
                "application/json",
                object(
                        "schema", object("$ref", "#/components/schemas/NestedLead"),
                        "example", FieldExamples.nested(docs.fields())));
        content.put("application/xml", object("schema", object("type", "object")));
        post.put("requestBody", object("required", true, "content", content));
        return post;
    }

    private Map<String, Object> get() {
        Map<String, Object> get = call("submitLeadByQuery", "Submit a lead in the query");
        List<Object> parameters = new ArrayList<>();
        for (SubmissionDocs.Field field : docs.fields()) {
            parameters.add(
                    object(
                            "name", field.id(),
                            "in", "query",
                            "required", field.required(),
                            "schema", LeadSchema.of(field)));
        }
        if (get.get("parameters") instanceof List<?> others) {
            parameters.addAll(others);
        }
        get.put("parameters", parameters);
        return get;
    }

    private Map<String, Object> call(String id, String summary) {
        Map<String, Object> call = object("operationId", id, "summary", summary);
        if (docs.terms().keyRequired()) {
            call.put("security", List.of(Map.of("bearer", List.of()), Map.of("basic", List.of())));
        }
        List<Object> parameters = new ArrayList<>();
        parameters.add(
                object(
                        "name",
                        "Idempotency-Key",
                        "in",
                        "header",
                        "schema",
                        object("type", "string"),
                        DESCRIPTION,
                        "The same key within 24 hours is the same lead and reply"));
        if (docs.terms().mayTest()) {
            parameters.add(
                    object(
                            "name",
                            "test",
                            "in",
                            "query",
                            "schema",
                            object("type", "boolean"),
                            DESCRIPTION,
                            "Marks the lead as a test"));
        }
        call.put("parameters", parameters);
        call.put("responses", responses());
        return call;
    }

    private static Map<String, Object> responses() {
        Map<String, Object> responses = new LinkedHashMap<>();
        Replies.all().stream()
                .collect(
                        Collectors.groupingBy(
                                Replies::status, LinkedHashMap::new, Collectors.toList()))
                .forEach((status, replies) ->
                        responses.put(Integer.toString(status), response(replies)));
        Map.of(
                        "400", "The body cannot be read",
                        "401", "The key is missing or wrong",
                        "403", "The flow or the source is disabled",
                        "406", "No reply of a form that Accept names",
                        "413", "Too large",
                        "415", "The body has no type",
                        "422", "The idempotency key was used for another submission",
                        "429", "Too many calls",
                        "503", "Try again later; no lead was made")
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(error ->
                        responses.put(error.getKey(), object(DESCRIPTION, error.getValue())));
        return responses;
    }

    private static Map<String, Object> response(List<Replies> replies) {
        Map<String, Object> json = new LinkedHashMap<>();
        Map<String, Object> xml = new LinkedHashMap<>();
        for (Replies reply : replies) {
            json.put(reply.key(), object("summary", reply.title(), "value", reply.json()));
            xml.put(reply.key(), object("summary", reply.title(), "value", reply.xml()));
        }
        return object(
                DESCRIPTION,
                replies.stream().map(Replies::title).collect(Collectors.joining("; ")),
                "content",
                object(
                        "application/json",
                        object(
                                "schema",
                                object("$ref", "#/components/schemas/Reply"),
                                "examples",
                                json),
                        "application/xml",
                        object("examples", xml)));
    }

    private Map<String, Object> components() {
        Map<String, Object> components =
                object(
                        "schemas",
                        object(
                                "Lead", LeadSchema.flat(docs.fields()),
                                "NestedLead", LeadSchema.nested(docs.fields()),
                                "Reply", reply()));
        if (docs.terms().keyRequired()) {
            components.put(
                    "securitySchemes",
                    object(
                            "bearer",
                            object("type", "http", "scheme", "bearer"),
                            "basic",
                            object("type", "http", "scheme", "basic", DESCRIPTION, "User API")));
        }
        return components;
    }

    private static Map<String, Object> reply() {
        Map<String, Object> outcome =
                object("type", "string", "enum", List.of("success", "failure", "error", "pending"));
        Map<String, Object> id = object("type", "string", "format", "uuid");
        return object(
                "type",
                "object",
                "properties",
                object(
                        "outcome",
                        outcome,
                        "reason",
                        object("type", "string"),
                        "lead",
                        object("type", "object", "properties", object("id", id)),
                        "price",
                        object("type", "number")));
    }

    static Map<String, Object> object(Object... pairs) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            object.put(pairs[i].toString(), pairs[i + 1]);
        }
        return object;
    }
}
