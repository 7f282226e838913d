package io.waybill.delivery.transport;

import io.waybill.delivery.destination.Transport;
import io.waybill.delivery.request.BrokenRequest;
import io.waybill.delivery.request.Flaw;
import io.waybill.delivery.request.JsonText;
import io.waybill.delivery.request.Rendering;
import io.waybill.language.Vars;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail that is written. What a lead says can neither add a recipient nor a header: each
 * recipient is one plain address, and a subject is one line.
 *
 * @param id names it to mail systems, the same on each attempt
 */
public record Letter(
        String id,
        List<String> to,
        String subject,
        Optional<String> text,
        Optional<String> html,
        List<Attachment> attachments)
        implements Prepared.Ready {

    private static final int MOST_RECIPIENTS = 20;
    private static final int LONGEST_SUBJECT = 500;
    private static final int KEPT = 64 * 1024;

    private static final Pattern ADDRESS =
            Pattern.compile(
                    "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
                            + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})(?:\\.[A-Za-z0-9-]{1,63})*");

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    public Letter {
        to = List.copyOf(to);
        attachments = List.copyOf(attachments);
    }

    /**
     * A file that goes with it.
     *
     * @param name without a folder
     */
    @SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
    public record Attachment(String name, String contentType, byte[] content) {
        /** Masked: it is personal data. */
        @Override
        public String toString() {
            return "Attachment[" + content.length + " bytes]";
        }
    }

    /**
     * Never throws for what stands in the templates: that is an answer to the seller.
     *
     * @param eventId of the delivery or the batch
     */
    public static Prepared of(
            Transport.Mail mail, Vars vars, String eventId, List<Attachment> attachments) {
        try {
            List<String> to = new ArrayList<>();
            for (String template : mail.to()) {
                to.add(address(Rendering.text("to", template, vars)));
            }
            if (to.isEmpty() || to.size() > MOST_RECIPIENTS) {
                return new Broken("An e-mail has from 1 to " + MOST_RECIPIENTS + " recipients");
            }
            return new Letter(
                    "<" + eventId + "@waybill.invalid>",
                    to,
                    subject(Rendering.text("subject", mail.subject(), vars)),
                    rendered("text", mail.text(), vars, false),
                    rendered("html", mail.html(), vars, true),
                    attachments);
        } catch (BrokenRequest broken) {
            return new Broken(broken.getMessage());
        }
    }

    /**
     * One to one person, already written: braces in it are nothing but braces.
     *
     * @param id unique, the same on each attempt
     */
    public static Prepared written(String id, String to, String subject, String text, String html) {
        try {
            return new Letter(
                    "<" + id + "@waybill.invalid>",
                    List.of(address(to)),
                    subject(subject),
                    Optional.of(text),
                    Optional.of(html).filter(page -> !page.isBlank()),
                    List.of());
        } catch (BrokenRequest broken) {
            return new Broken(broken.getMessage());
        }
    }

    private static Optional<String> rendered(
            String name, Optional<String> template, Vars vars, boolean isHtml)
            throws BrokenRequest {
        if (template.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                isHtml
                        ? Rendering.html(name, template.get(), vars)
                        : Rendering.text(name, template.get(), vars));
    }

    private static String address(String rendered) throws BrokenRequest {
        String address = rendered.strip();
        if (!ADDRESS.matcher(address).matches()) {
            throw new BrokenRequest(Flaw.URL_UNUSABLE, "A recipient is no single e-mail address");
        }
        return address;
    }

    private static String subject(String rendered) {
        String line = CONTROL.matcher(rendered).replaceAll(" ").strip();
        return line.substring(0, Math.min(line.length(), LONGEST_SUBJECT));
    }

    /** Mail of all destinations goes through one server. */
    @Override
    public String destination() {
        return "mail";
    }

    @Override
    public String shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("to", to);
        shown.put("subject", subject);
        text.ifPresent(body -> shown.put("text", cut(body)));
        html.ifPresent(body -> shown.put("html", cut(body)));
        if (!attachments.isEmpty()) {
            shown.put("attachments", attachments.stream().map(Attachment::name).toList());
        }
        return JsonText.of(shown);
    }

    private static String cut(String body) {
        return body.substring(0, Math.min(body.length(), KEPT));
    }

    /** Masked: it is personal data. */
    @Override
    public String toString() {
        return "Letter[masked]";
    }
}
