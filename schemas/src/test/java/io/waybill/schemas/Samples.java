package io.waybill.schemas;

import io.waybill.delivery.v1.AttemptEnded;
import io.waybill.delivery.v1.AttemptStarted;
import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.DeliveryAccepted;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.feedback.v1.FeedbackReceived;
import io.waybill.feedback.v1.FeedbackRefused;
import io.waybill.flow.v1.DataAppended;
import io.waybill.flow.v1.DeliveryRequested;
import io.waybill.flow.v1.DuplicateKeySeen;
import io.waybill.flow.v1.FilterPassed;
import io.waybill.flow.v1.FilterStopped;
import io.waybill.flow.v1.FlowCreated;
import io.waybill.flow.v1.FlowDisabled;
import io.waybill.flow.v1.FlowDraftEdited;
import io.waybill.flow.v1.FlowEnabled;
import io.waybill.flow.v1.FlowLive;
import io.waybill.flow.v1.FlowVersionDeployed;
import io.waybill.flow.v1.FlowVersionPublished;
import io.waybill.flow.v1.LeadAccepted;
import io.waybill.flow.v1.LeadClosed;
import io.waybill.flow.v1.LeadCompleted;
import io.waybill.flow.v1.LeadKeyErased;
import io.waybill.flow.v1.LeadKeyLive;
import io.waybill.flow.v1.LeadReceived;
import io.waybill.flow.v1.LeadRefused;
import io.waybill.flow.v1.LookupRequested;
import io.waybill.flow.v1.Ping;
import io.waybill.flow.v1.RecipientChosen;
import io.waybill.flow.v1.StepSettled;
import io.waybill.flow.v1.StepSkipped;
import io.waybill.flow.v1.SubmitLead;
import io.waybill.flow.v1.Tick;
import io.waybill.flow.v1.VersionLive;
import io.waybill.intake.v1.IntakeReply;
import io.waybill.intake.v1.SubmissionsRefused;
import io.waybill.partner.v1.AccountHmacKey;
import io.waybill.partner.v1.AccountOpened;
import io.waybill.partner.v1.ApiKeyIssued;
import io.waybill.partner.v1.ApiKeyRevoked;
import io.waybill.partner.v1.PersonKeyErased;
import io.waybill.partner.v1.PersonKeyLive;
import io.waybill.partner.v1.SessionRevoked;
import io.waybill.partner.v1.SigningKeyPublished;
import io.waybill.partner.v1.SigningKeyRetired;
import io.waybill.partner.v1.UserAdded;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * A realistic instance of every record, for the contract tests of those who read them. They tell
 * one story: a lead of Jane Roe, its flow, its delivery, its feedback and the account that sells
 * it.
 */
public final class Samples {

    private Samples() {}

    /** One of each. */
    public static List<SpecificRecord> all() {
        return Stream.of(
                        LeadSamples.all(),
                        CounterSamples.all(),
                        FlowSamples.all(),
                        DeliverySamples.all(),
                        LaterSamples.all(),
                        DestinationSamples.all(),
                        FeedbackSamples.all(),
                        PartnerSamples.all(),
                        InvitationSamples.all(),
                        ColleagueSamples.all())
                .flatMap(List::stream)
                .toList();
    }

    public static SubmitLead submitLead() {
        return LeadSamples.submitLead();
    }

    public static Ping ping() {
        return LeadSamples.ping();
    }

    public static Tick tick() {
        return LeadSamples.tick();
    }

    public static IntakeReply intakeReply() {
        return LeadSamples.intakeReply();
    }

    public static DeliverLead deliverLead() {
        return DeliverySamples.deliverLead();
    }

    public static LeadReceived leadReceived() {
        return LeadSamples.leadReceived();
    }

    public static LeadAccepted leadAccepted() {
        return LeadSamples.leadAccepted();
    }

    public static LeadRefused leadRefused() {
        return LeadSamples.leadRefused();
    }

    public static FilterPassed filterPassed() {
        return LeadSamples.filterPassed();
    }

    public static FilterStopped filterStopped() {
        return LeadSamples.filterStopped();
    }

    public static StepSkipped stepSkipped() {
        return LeadSamples.stepSkipped();
    }

    public static DataAppended dataAppended() {
        return StepSamples.dataAppended();
    }

    public static LookupRequested lookupRequested() {
        return StepSamples.lookupRequested();
    }

    public static RecipientChosen recipientChosen() {
        return StepSamples.recipientChosen();
    }

    public static DeliveryRequested deliveryRequested() {
        return LeadSamples.deliveryRequested();
    }

    public static StepSettled stepSettled() {
        return LeadSamples.stepSettled();
    }

    public static LeadCompleted leadCompleted() {
        return LeadSamples.leadCompleted();
    }

    public static LeadClosed leadClosed() {
        return LeadSamples.leadClosed();
    }

    public static DuplicateKeySeen duplicateKeySeen() {
        return LeadSamples.duplicateKeySeen();
    }

    public static VersionLive versionLive() {
        return LeadSamples.versionLive();
    }

    public static FlowCreated flowCreated() {
        return FlowSamples.flowCreated();
    }

    public static FlowDraftEdited flowDraftEdited() {
        return FlowSamples.flowDraftEdited();
    }

    public static FlowVersionDeployed flowVersionDeployed() {
        return FlowSamples.flowVersionDeployed();
    }

    public static FlowDisabled flowDisabled() {
        return FlowSamples.flowDisabled();
    }

    public static FlowEnabled flowEnabled() {
        return FlowSamples.flowEnabled();
    }

    public static FlowVersionPublished flowVersionPublished() {
        return FlowSamples.flowVersionPublished();
    }

    public static FlowLive flowLive() {
        return FlowSamples.flowLive();
    }

    public static LeadKeyLive leadKeyLive() {
        return LeadSamples.leadKeyLive();
    }

    public static LeadKeyErased leadKeyErased() {
        return LeadSamples.leadKeyErased();
    }

    public static DeliveryAccepted deliveryAccepted() {
        return DeliverySamples.deliveryAccepted();
    }

    public static AttemptStarted attemptStarted() {
        return DeliverySamples.attemptStarted();
    }

    public static AttemptEnded attemptEnded() {
        return DeliverySamples.attemptEnded();
    }

    public static DeliverySettled deliverySettled() {
        return DeliverySamples.deliverySettled();
    }

    public static FeedbackReceived feedbackReceived() {
        return FeedbackSamples.feedbackReceived();
    }

    public static FeedbackRefused feedbackRefused() {
        return FeedbackSamples.feedbackRefused();
    }

    public static AccountOpened accountOpened() {
        return PartnerSamples.accountOpened();
    }

    public static UserAdded userAdded() {
        return PartnerSamples.userAdded();
    }

    public static ApiKeyIssued apiKeyIssued() {
        return PartnerSamples.apiKeyIssued();
    }

    public static ApiKeyRevoked apiKeyRevoked() {
        return PartnerSamples.apiKeyRevoked();
    }

    public static SessionRevoked sessionRevoked() {
        return PartnerSamples.sessionRevoked();
    }

    public static SigningKeyPublished signingKeyPublished() {
        return PartnerSamples.signingKeyPublished();
    }

    public static SigningKeyRetired signingKeyRetired() {
        return PartnerSamples.signingKeyRetired();
    }

    public static PersonKeyLive personKeyLive() {
        return PartnerSamples.personKeyLive();
    }

    public static PersonKeyErased personKeyErased() {
        return PartnerSamples.personKeyErased();
    }

    public static AccountHmacKey accountHmacKey() {
        return PartnerSamples.accountHmacKey();
    }

    public static SubmissionsRefused submissionsRefused() {
        return LeadSamples.submissionsRefused();
    }
}
