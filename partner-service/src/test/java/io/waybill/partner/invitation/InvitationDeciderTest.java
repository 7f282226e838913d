package io.waybill.partner.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.eventsourcing.DeciderSpecification;
import io.waybill.partner.account.EmailAddress;
import io.waybill.partner.account.Label;
import io.waybill.partner.invitation.InvitationCommand.Accept;
import io.waybill.partner.invitation.InvitationCommand.Decline;
import io.waybill.partner.invitation.InvitationCommand.Expire;
import io.waybill.partner.invitation.InvitationCommand.Link;
import io.waybill.partner.invitation.InvitationCommand.Mailed;
import io.waybill.partner.invitation.InvitationCommand.Offer;
import io.waybill.partner.invitation.InvitationCommand.Resend;
import io.waybill.partner.invitation.InvitationCommand.Revoke;
import io.waybill.partner.invitation.InvitationCommand.Send;
import io.waybill.partner.invitation.InvitationCommand.Sender;
import io.waybill.partner.invitation.InvitationEvent.InvitationAccepted;
import io.waybill.partner.invitation.InvitationEvent.InvitationDeclined;
import io.waybill.partner.invitation.InvitationEvent.InvitationExpired;
import io.waybill.partner.invitation.InvitationEvent.InvitationResent;
import io.waybill.partner.invitation.InvitationEvent.InvitationRevoked;
import io.waybill.partner.invitation.InvitationEvent.InvitationSent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InvitationDeciderTest {

    private static final UUID INVITATION = new UUID(7, 1);
    private static final UUID CONNECTION = new UUID(7, 2);
    private static final UUID SELLER = new UUID(7, 3);
    private static final UUID BUYER = new UUID(7, 4);
    private static final UUID OTHER = new UUID(7, 5);
    private static final Instant SENT_AT = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant END = SENT_AT.plus(Duration.ofDays(14));
    private static final Instant LATER = SENT_AT.plus(Duration.ofHours(1));
    private static final Link FIRST = new Link(new LinkHash("a".repeat(64)), END);
    private static final Link SECOND =
            new Link(new LinkHash("b".repeat(64)), END.plus(Duration.ofHours(1)));
    private static final Invitee INVITEE =
            new Invitee(
                    new Label("Bea Buyer"), new EmailAddress("bea@example.com"), Optional.empty());
    private static final Offer OFFER =
            new Offer(List.of("email"), Optional.empty(), Optional.empty());

    private static final InvitationSent SENT =
            new InvitationSent(INVITATION, CONNECTION, SELLER, INVITEE, OFFER, FIRST, SENT_AT);
    private static final InvitationAccepted ACCEPTED = new InvitationAccepted(BUYER);
    private static final InvitationDeclined DECLINED = new InvitationDeclined(Optional.of("no"));
    private static final Accept ACCEPT = new Accept(BUYER, LATER);
    private static final Decline DECLINE = new Decline(Optional.of("no"), LATER);
    private static final Revoke REVOKE = new Revoke(LATER);
    private static final Mailed NOTHING = new Mailed(0, 0, false);
    private static final Resend RESEND = new Resend(SECOND, true, NOTHING, LATER);

    private final DeciderSpecification<
                    Invitation, InvitationCommand, InvitationEvent, InvitationRefusal>
            invitation =
                    DeciderSpecification.of(
                            new Invitation.Unsent(), InvitationDecider::decide, Invitation::evolve);

    @Test
    void a_paying_seller_invites_somebody() {
        invitation.given().when(send(sender())).thenEvents(SENT);
    }

    @Test
    void inviting_needs_the_paid_plan() {
        invitation
                .given()
                .when(send(new Sender(SELLER, false, false, false, NOTHING)))
                .thenRefused(InvitationRefusal.NOT_COVERED);
    }

    @Test
    void nobody_invites_an_own_user() {
        invitation
                .given()
                .when(send(new Sender(SELLER, true, true, false, NOTHING)))
                .thenRefused(InvitationRefusal.INVITES_ITSELF);
    }

    @Test
    void an_address_that_has_not_answered_is_not_invited_again() {
        invitation
                .given()
                .when(send(new Sender(SELLER, true, false, true, NOTHING)))
                .thenRefused(InvitationRefusal.ALREADY_INVITED);
    }

    @ParameterizedTest
    @MethodSource("tooMuch")
    void mails_that_would_be_a_nuisance_are_not_sent(Mailed mailed, InvitationRefusal refusal) {
        invitation
                .given()
                .when(send(new Sender(SELLER, true, false, false, mailed)))
                .thenRefused(refusal);
        invitation.given(SENT).when(new Resend(SECOND, true, mailed, LATER)).thenRefused(refusal);
    }

    static Stream<Arguments> tooMuch() {
        return Stream.of(
                Arguments.of(
                        new Mailed(Invitation.MOST_OF_A_SELLER, 0, false),
                        InvitationRefusal.TOO_MANY_MAILS),
                Arguments.of(
                        new Mailed(1, Invitation.MOST_TO_AN_ADDRESS, false),
                        InvitationRefusal.ADDRESS_MAILED),
                Arguments.of(new Mailed(0, 0, true), InvitationRefusal.NOT_WANTED));
    }

    @Test
    void sending_again_needs_the_paid_plan() {
        invitation
                .given(SENT)
                .when(new Resend(SECOND, false, NOTHING, LATER))
                .thenRefused(InvitationRefusal.NOT_COVERED);
    }

    @Test
    void an_invitation_is_sent_once() {
        invitation.given(SENT).when(send(sender())).thenRefused(InvitationRefusal.ALREADY_SENT);
        invitation
                .given(SENT, ACCEPTED)
                .when(send(sender()))
                .thenRefused(InvitationRefusal.ALREADY_SENT);
        invitation
                .given(SENT, new InvitationRevoked())
                .when(send(sender()))
                .thenRefused(InvitationRefusal.ALREADY_SENT);
    }

    @Test
    void nothing_else_can_be_asked_of_one_that_was_never_sent() {
        for (InvitationCommand command : List.of(ACCEPT, DECLINE, REVOKE, RESEND)) {
            invitation.given().when(command).thenRefused(InvitationRefusal.UNKNOWN);
        }
    }

    @Test
    void it_is_accepted_and_accepting_again_for_the_same_account_changes_nothing() {
        invitation.given(SENT).when(ACCEPT).thenEvents(ACCEPTED);
        invitation.given(SENT, ACCEPTED).when(ACCEPT).thenEvents();
    }

    @Test
    void it_is_accepted_by_one_account_only() {
        invitation
                .given(SENT, ACCEPTED)
                .when(new Accept(OTHER, LATER))
                .thenRefused(InvitationRefusal.ACCEPTED);
    }

    @Test
    void a_seller_does_not_accept_its_own() {
        invitation
                .given(SENT)
                .when(new Accept(SELLER, LATER))
                .thenRefused(InvitationRefusal.INVITES_ITSELF);
    }

    @Test
    void it_is_declined_and_declining_again_changes_nothing() {
        invitation.given(SENT).when(DECLINE).thenEvents(DECLINED);
        invitation.given(SENT, DECLINED).when(DECLINE).thenEvents();
    }

    @Test
    void it_is_revoked_and_revoking_again_changes_nothing() {
        invitation.given(SENT).when(REVOKE).thenEvents(new InvitationRevoked());
        invitation.given(SENT, new InvitationRevoked()).when(REVOKE).thenEvents();
    }

    @Test
    void it_expires_at_its_time_and_not_before() {
        invitation.given(SENT).when(new Expire(END.minusMillis(1))).thenEvents();
        invitation.given(SENT).when(new Expire(END)).thenEvents(new InvitationExpired());
        invitation.given(SENT, new InvitationExpired()).when(new Expire(END)).thenEvents();
        invitation.given(SENT, ACCEPTED).when(new Expire(END)).thenEvents();
    }

    @Test
    void nobody_answers_it_after_its_time_also_before_it_was_ended() {
        invitation.given(SENT).when(new Accept(BUYER, END)).thenRefused(InvitationRefusal.EXPIRED);
        invitation
                .given(SENT)
                .when(new Decline(Optional.empty(), END))
                .thenRefused(InvitationRefusal.EXPIRED);
    }

    @Test
    void what_is_over_says_how_it_ended() {
        invitation
                .given(SENT, new InvitationExpired())
                .when(ACCEPT)
                .thenRefused(InvitationRefusal.EXPIRED);
        invitation
                .given(SENT, new InvitationRevoked())
                .when(ACCEPT)
                .thenRefused(InvitationRefusal.REVOKED);
        invitation.given(SENT, DECLINED).when(ACCEPT).thenRefused(InvitationRefusal.DECLINED);
        invitation.given(SENT, DECLINED).when(REVOKE).thenRefused(InvitationRefusal.DECLINED);
        invitation.given(SENT, ACCEPTED).when(REVOKE).thenRefused(InvitationRefusal.ACCEPTED);
        invitation.given(SENT, ACCEPTED).when(DECLINE).thenRefused(InvitationRefusal.ACCEPTED);
        invitation.given(SENT, ACCEPTED).when(RESEND).thenRefused(InvitationRefusal.ACCEPTED);
    }

    @Test
    void sending_it_again_gives_it_a_new_link_and_more_time() {
        invitation.given(SENT).when(RESEND).thenEvents(new InvitationResent(SECOND, LATER));
        invitation
                .given(SENT, new InvitationResent(SECOND, LATER))
                .when(new Accept(BUYER, END))
                .thenEvents(ACCEPTED);
    }

    @Test
    void it_is_sent_again_no_sooner_than_after_a_minute() {
        invitation
                .given(SENT)
                .when(new Resend(SECOND, true, NOTHING, SENT_AT.plusSeconds(59)))
                .thenRefused(InvitationRefusal.SENT_TOO_OFTEN);
    }

    @Test
    void it_is_sent_no_more_than_six_times() {
        List<InvitationEvent> history = new ArrayList<>(List.of(SENT));
        for (int mail = 2; mail <= Invitation.MOST_MAILS; mail++) {
            history.add(new InvitationResent(SECOND, SENT_AT.plusSeconds(60L * mail)));
        }

        invitation
                .given(history.toArray(InvitationEvent[]::new))
                .when(RESEND)
                .thenRefused(InvitationRefusal.SENT_TOO_OFTEN);
    }

    @Test
    void who_is_invited_stands_in_no_text() {
        assertThat(List.of(SENT.toString(), send(sender()).toString()))
                .allSatisfy(
                        text -> assertThat(text).doesNotContain("Bea", "bea@example.com", "aaaa"));
    }

    private static Sender sender() {
        return new Sender(SELLER, true, false, false, NOTHING);
    }

    private static Send send(Sender sender) {
        return new Send(INVITATION, CONNECTION, sender, INVITEE, OFFER, FIRST, SENT_AT);
    }
}
