package io.waybill.schemas;

import static io.waybill.schemas.SampleFacts.ACCOUNT;
import static io.waybill.schemas.SampleFacts.SETTLE_BY;
import static io.waybill.schemas.SampleFacts.USER;
import static io.waybill.schemas.SampleFacts.hash;
import static io.waybill.schemas.SampleFacts.meta;
import static io.waybill.schemas.SampleFacts.sealed;

import io.waybill.partner.v1.ColleagueInvitationResent;
import io.waybill.partner.v1.ColleagueInvitationRevoked;
import io.waybill.partner.v1.ColleagueInvited;
import io.waybill.partner.v1.ColleagueJoined;
import io.waybill.partner.v1.PasswordChanged;
import io.waybill.partner.v1.SessionBegun;
import io.waybill.partner.v1.SignInFailed;
import io.waybill.partner.v1.UserRemoved;
import io.waybill.partner.v1.UserRoleChanged;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** The people of the account: who is invited, joins, signs in, does something else, leaves. */
final class ColleagueSamples {

    private static final UUID INVITATION = UUID.fromString("0199a1f0-0000-7000-8000-00000000c011");
    private static final UUID COLLEAGUE = UUID.fromString("0199a1f0-0000-7000-8000-00000000c012");
    private static final String BY = "user:" + USER;
    private static final UUID SESSION = UUID.fromString("0199a1f0-0000-7000-8000-000000005e56");
    private static final UUID ATTEMPT = UUID.fromString("0199a1f0-0000-7000-8000-00000000a77e");
    private static final String ADDRESS = "where the call came from";
    private static final String ANALYST = "analyst";

    private ColleagueSamples() {}

    static List<SpecificRecord> all() {
        return List.of(
                new ColleagueInvited(
                        meta(ACCOUNT, 5),
                        INVITATION,
                        BY,
                        hash("first link"),
                        sealed("colleague's address"),
                        ANALYST,
                        SETTLE_BY),
                new ColleagueInvitationResent(
                        meta(ACCOUNT, 6), INVITATION, BY, hash("second link"), SETTLE_BY),
                new ColleagueInvitationRevoked(meta(ACCOUNT, 7), INVITATION, BY),
                new ColleagueJoined(meta(ACCOUNT, 8), INVITATION, COLLEAGUE),
                new UserRoleChanged(meta(ACCOUNT, 9), COLLEAGUE, BY, "manager"),
                new UserRemoved(meta(ACCOUNT, 10), COLLEAGUE, BY),
                new SessionBegun(
                        meta(SESSION, 1), SESSION, USER, sealed(ADDRESS), sealed("browser")),
                new SignInFailed(meta(ATTEMPT, 1), USER, sealed(ADDRESS), sealed("script")),
                new PasswordChanged(meta(ATTEMPT, 1), USER, "reset", sealed(ADDRESS), null));
    }
}
