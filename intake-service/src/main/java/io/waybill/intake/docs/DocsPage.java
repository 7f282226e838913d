package io.waybill.intake.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The documents as a page of HTML without scripts; everything in it is escaped. */
public final class DocsPage {

    private static final String STYLE =
            """
            body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2430}
            h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}
            code,pre{font-family:ui-monospace,monospace;background:#f3f5f8;border-radius:4px}
            code{padding:.1rem .3rem}pre{padding:.8rem;overflow-x:auto}
            table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #dde2e9;vertical-align:top}
            """;

    /** Nothing is loaded, run or framed; the one style is known by its hash. */
    public static final String POLICY =
            "default-src 'none'; style-src 'sha256-"
                    + hash(STYLE)
                    + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final SubmissionDocs docs;
    private final StringBuilder page = new StringBuilder(8_192);

    private DocsPage(SubmissionDocs docs) {
        this.docs = docs;
    }

    public static String of(SubmissionDocs docs) {
        DocsPage page = new DocsPage(docs);
        page.write();
        return page.page.toString();
    }

    private void write() {
        SubmissionDocs.Address address = docs.address();
        String title = "Submitting leads to " + address.flow();
        add("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .add("<meta name=\"viewport\" content=\"width=device-width\"><title>")
                .text(title)
                .add("</title><style>" + STYLE + "</style></head><body><h1>")
                .text(title)
                .add("</h1><p>For the source <strong>")
                .text(address.source())
                .add("</strong>, version " + address.version() + " of the flow.</p>");
        call();
        rules();
        fields();
        examples();
        add("</body></html>");
    }

    private void call() {
        SubmissionDocs.Terms terms = docs.terms();
        add("<h2>The call</h2><pre>POST ")
                .text(docs.submitUrl())
                .add("</pre><ul><li>")
                .add(
                        "Body: form fields, JSON or XML, up to 256 KiB; GET with a query works too.</li><li>")
                .text(
                        terms.keyRequired()
                                ? "A key is needed: Authorization: Bearer, or HTTP Basic with user"
                                        + " API and the key as password."
                                : "No key is needed: keep the address to yourselves.")
                .add("</li><li>")
                .text(
                        "The reply comes within "
                                + terms.respondWithin().toSeconds()
                                + " seconds; a lead that takes longer is answered with 202.")
                .add("</li><li>")
                .text(
                        "Send an Idempotency-Key header with a key of your own: the same key within"
                                + " 24 hours is the same lead and the same reply.")
                .add("</li>");
        if (terms.mayTest()) {
            add("<li>").text("With ?test=true the lead is marked as a test.").add("</li>");
        }
        if (terms.ping()) {
            add("<li>")
                    .text(
                            "Before submitting, a lead may be offered at "
                                    + docs.address().base()
                                    + "/ping.")
                    .add("</li>");
        }
        add("</ul>");
    }

    private void rules() {
        add("<h2>What is accepted</h2>");
        if (docs.rules().isEmpty()) {
            add("<p>Every lead is accepted.</p>");
            return;
        }
        add("<ul>");
        docs.rules().forEach(rule -> add("<li>").text(rule).add("</li>"));
        add("</ul>");
    }

    private void fields() {
        add("<h2>Fields</h2>");
        if (docs.fields().isEmpty()) {
            add("<p>No field in particular is read.</p>");
            return;
        }
        add("<table><tr><th>Name</th><th>What it holds</th><th>Needed</th><th>Example</th></tr>");
        for (SubmissionDocs.Field field : docs.fields()) {
            String label = field.label().isBlank() ? "" : field.label() + ": ";
            String said = field.description().isBlank() ? "" : field.description() + "; ";
            add("<tr><td><code>")
                    .text(field.id())
                    .add("</code></td><td>")
                    .text(label + said + FieldExamples.words(field.type()))
                    .add("</td><td>" + (field.required() ? "yes" : "") + "</td><td><code>")
                    .text(FieldExamples.of(field.type()))
                    .add("</code></td></tr>");
        }
        add("</table>");
    }

    private void examples() {
        add("<h2>Replies</h2><p>JSON, or XML where Accept asks for it.</p>");
        for (Replies reply : Replies.all()) {
            add("<h3>" + reply.status() + ": ")
                    .text(reply.title())
                    .add("</h3><pre>")
                    .text(reply.json())
                    .add("</pre><pre>")
                    .text(reply.xml())
                    .add("</pre>");
        }
        add("<p>400, 405, 406, 413 and 415 say in plain text what is wrong with the call; 401, 403,")
                .add(" 422, 429 and 503 carry a message as above.</p>");
    }

    private DocsPage add(String html) {
        page.append(html);
        return this;
    }

    private DocsPage text(String text) {
        text.codePoints()
                .forEach(character -> {
                    switch (character) {
                        case '<' -> page.append("&lt;");
                        case '>' -> page.append("&gt;");
                        case '&' -> page.append("&amp;");
                        case '"' -> page.append("&quot;");
                        case '\'' -> page.append("&#39;");
                        default -> page.appendCodePoint(character);
                    }
                });
        return this;
    }

    private static String hash(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
