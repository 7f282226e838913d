-- Whether a place takes each lead: a flow that was deployed, a destination that does not gather. What was before is taken for it.
ALTER TABLE place ADD COLUMN fit boolean NOT NULL DEFAULT true;
ALTER TABLE place ALTER COLUMN fit DROP DEFAULT;

-- Mails of invitations within a day, whatever became of the invitation.
CREATE TABLE invitation_mail (
    id         uuid        PRIMARY KEY,
    seller_id  uuid        NOT NULL REFERENCES account,
    email_hmac bytea       NOT NULL,
    sent_at    timestamptz NOT NULL
);
CREATE INDEX invitation_mail_seller ON invitation_mail (seller_id, sent_at);
CREATE INDEX invitation_mail_address ON invitation_mail (email_hmac, sent_at);
DROP INDEX invitation_mails;

-- Addresses that were ever invited, as keyed hashes, and who of them wants no more of it.
CREATE TABLE invited_address (
    email_hmac bytea   PRIMARY KEY,
    no_more    boolean NOT NULL DEFAULT false
);
CREATE INDEX invitation_declined ON invitation (seller_id, email_hmac, ended_at) WHERE state = 'declined';
