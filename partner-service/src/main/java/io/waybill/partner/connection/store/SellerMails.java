package io.waybill.partner.connection.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.partner.account.EmailAddress;
import io.waybill.partner.account.Label;
import io.waybill.partner.account.store.AccountFacts;
import io.waybill.partner.connection.EndCause;
import io.waybill.partner.mail.Letter;
import io.waybill.partner.mail.store.Outgoing;
import io.waybill.partner.mail.template.Mail;
import io.waybill.partner.mail.template.MailTemplates;
import io.waybill.partner.mail.template.PublicAddress;
import io.waybill.partner.store.Writing;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes to whoever of the seller sent the invitation how it goes with the partner, and to the
 * buyer that the seller has ended it.
 */
@Singleton
final class SellerMails {

    /** News that is older than this is no news. */
    private static final Duration NEWS_FOR = Duration.ofDays(2);

    /** Who acted for the buyer is not known here. */
    private static final String NOBODY = "";

    private final AccountFacts accounts;
    private final MailTemplates templates;
    private final Outgoing outgoing;
    private final PublicAddress address;

    SellerMails(
            AccountFacts accounts,
            MailTemplates templates,
            Outgoing outgoing,
            PublicAddress address) {
        this.accounts = accounts;
        this.templates = templates;
        this.outgoing = outgoing;
        this.address = address;
    }

    /** What a seller is told. */
    enum News {
        ACCEPTED(Mail.ACCEPTED),
        CONFIGURED(Mail.CONFIGURED),
        DECLINED(Mail.DECLINED),
        EXPIRED(Mail.EXPIRED),
        ENDED(Mail.ENDED);

        private final Mail mail;

        News(Mail mail) {
            this.mail = mail;
        }

        /** Nothing where the seller did it. */
        static Optional<News> of(EndCause cause) {
            return switch (cause) {
                case DECLINED -> Optional.of(DECLINED);
                case EXPIRED -> Optional.of(EXPIRED);
                case BUYER -> Optional.of(ENDED);
                case REVOKED, SELLER, OTHER -> Optional.empty();
            };
        }
    }

    /**
     * @param reason that the partner gave, where it gave one
     */
    Uni<Void> tell(
            Writing writing,
            ConnectionRow row,
            DataKey key,
            List<News> news,
            Optional<String> reason) {
        if (news.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Map<String, @Nullable Object> values = values(row.partnerName(key), reason);
        return accounts.addressOf(writing.session(), row.sellerId, row.openedBy)
                .chain(seller ->
                        seller.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : send(writing, row, seller.get(), letters(news, values)));
    }

    /** Writes to the buyer's first user that the seller has ended it. */
    Uni<Void> tellBuyer(Writing writing, ConnectionRow row, Label seller, Optional<String> reason) {
        UUID buyer = row.buyerId;
        if (buyer == null) {
            return Uni.createFrom().voidItem();
        }
        Letter letter = templates.write(Mail.ENDED_BY_SELLER, values(seller.text(), reason));
        return accounts.addressOf(writing.session(), buyer, NOBODY)
                .chain(user ->
                        user.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : send(writing, row, user.get(), List.of(letter)));
    }

    private Map<String, @Nullable Object> values(String partner, Optional<String> reason) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("partner", partner);
        values.put("address", address.url());
        values.put("reason", reason.orElse(null));
        return values;
    }

    private List<Letter> letters(List<News> news, Map<String, @Nullable Object> values) {
        return news.stream().map(piece -> templates.write(piece.mail, values)).toList();
    }

    private Uni<Void> send(
            Writing writing, ConnectionRow row, EmailAddress to, List<Letter> letters) {
        Instant until = writing.now().plus(NEWS_FOR);
        return Multi.createFrom()
                .iterable(letters)
                .onItem()
                .transformToUniAndConcatenate(
                        letter -> outgoing.send(writing, row.sellerId, to, letter, until))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
