package io.waybill.partner;

import io.waybill.delivery.v1.SendMail;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.testing.RealServers;
import java.nio.ByteBuffer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mails that this service asks delivery to send, opened. */
final class Mailbox implements AutoCloseable {

    private static final Pattern LINK = Pattern.compile("/invitation#(\\S+)");

    private final TopicReader requests;
    private final MasterKeys masterKeys;

    Mailbox(RealServers servers) {
        requests = new TopicReader(servers.kafka().bootstrapServers(), Topic.DELIVERY_REQUESTS);
        masterKeys = MasterKeys.load(servers.masterKeys());
    }

    record Opened(String to, String subject, String text, String html) {

        /** The secret of the link in an invitation. */
        String token() {
            Matcher link = LINK.matcher(text);
            if (!link.find()) {
                throw new AssertionError("no link in: " + text);
            }
            return link.group(1);
        }
    }

    Opened await(String to, String subject) {
        return await(mail -> mail.to.equals(to) && mail.subject.contains(subject));
    }

    Opened await(Predicate<Opened> wanted) {
        return opened(requests.await(SendMail.class, mail -> wanted.test(opened(mail))));
    }

    /** How many of those that have been read so far are to the address. */
    long count(String to) {
        return requests.events(SendMail.class).filter(mail -> opened(mail).to.equals(to)).count();
    }

    TopicReader requests() {
        return requests;
    }

    private Opened opened(SendMail mail) {
        return new Opened(
                open(mail, "to", mail.getTo()),
                open(mail, "subject", mail.getSubject()),
                open(mail, "text", mail.getText()),
                open(mail, "html", mail.getHtml()));
    }

    private String open(SendMail mail, String field, ByteBuffer sealed) {
        DataKey key =
                masterKeys.unwrap(new WrappedKey(mail.getWrappedKey(), mail.getMasterKeyId()));
        return key.openText(
                mail.getMeta().getStreamId(),
                mail.getMeta().getRecordId(),
                "SendMail." + field,
                sealed);
    }

    @Override
    public void close() {
        requests.close();
    }
}
