package io.waybill.partner.invitation;

/** Why a command is not done; nothing is recorded. */
public enum InvitationRefusal {
    /** There is no such invitation. */
    UNKNOWN,
    /** It was sent before. */
    ALREADY_SENT,
    /** The seller would be its own partner. */
    INVITES_ITSELF,
    /** Its time is over. */
    EXPIRED,
    /** The seller took it back. */
    REVOKED,
    /** Somebody declined it. */
    DECLINED,
    /** An account accepted it. */
    ACCEPTED,
    /** The last mail went out too short a while ago, or too many did. */
    SENT_TOO_OFTEN,
    /** The seller has sent as many mails within a day as it may. */
    TOO_MANY_MAILS,
    /** The address has got as many mails within a day as it is to get. */
    ADDRESS_MAILED,
    /** Whoever has the address has declined a short while ago, or wants no invitations at all. */
    NOT_WANTED,
    /** The seller waits for an answer of the same address. */
    ALREADY_INVITED,
    /** Inviting partners needs the paid plan. */
    NOT_COVERED
}
