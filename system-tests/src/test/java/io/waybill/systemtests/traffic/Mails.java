package io.waybill.systemtests.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** What people find in their mailboxes: the mails that the installation's catcher holds. */
public final class Mails {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern LINK = Pattern.compile("/invitation#(\\S+)");

    private final Http catcher;

    public Mails(URI page) {
        catcher = new Http(page, null);
    }

    /** The text of a mail to the address with these words in its subject. */
    public String await(String to, String subject) {
        return Awaitility.await("a mail that says: " + subject)
                .atMost(LIMIT)
                .until(() -> find(to, subject), Optional::isPresent)
                .orElseThrow();
    }

    /** The secret of the link in an invitation to the address. */
    public String invitation(String to) {
        String text = await(to, "invites you to receive leads");
        Matcher link = LINK.matcher(text);
        if (!link.find()) {
            throw new AssertionError("no link in the invitation");
        }
        return link.group(1);
    }

    private Optional<String> find(String to, String subject) {
        for (JsonNode mail : catcher.get("/messages").json().path("items")) {
            if (mail.path("to").toString().contains(to)
                    && mail.path("subject").asText().contains(subject)) {
                return Optional.of(mail.path("text").asText());
            }
        }
        return Optional.empty();
    }
}
