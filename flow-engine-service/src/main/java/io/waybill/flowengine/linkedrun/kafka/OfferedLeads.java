package io.waybill.flowengine.linkedrun.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.waybill.eventsourcing.RecordIds;
import io.waybill.feedback.v1.LeadOffered;
import io.waybill.flowengine.linkedrun.RunSelection;
import io.waybill.flowengine.linkedrun.store.RunRequests;
import io.waybill.schemas.Decoded;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Asks for a linked run of each lead that a buyer has given back and that may be offered to others.
 * The feedback names the request, so that one that is read twice is asked once.
 */
@Singleton
final class OfferedLeads {

    static final String CHANNEL = "offered-leads";

    private static final Logger LOG = Logger.getLogger(OfferedLeads.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RunRequests requests;
    private final LinkedRunWorker worker;
    private final ObjectMapper mapper;
    private final InstantSource clock;

    OfferedLeads(
            RunRequests requests,
            LinkedRunWorker worker,
            ObjectMapper mapper,
            InstantSource clock) {
        this.requests = requests;
        this.worker = worker;
        this.mapper = mapper;
        this.clock = clock;
    }

    @Incoming(CHANNEL)
    @Blocking
    void consume(ConsumerRecords<String, Decoded> batch) throws InterruptedException {
        for (ConsumerRecord<String, Decoded> record : batch) {
            if (record.value() instanceof Decoded.Event event
                    && event.value() instanceof LeadOffered offered) {
                ask(asked(offered));
            }
        }
    }

    private RunRequests.Asked asked(LeadOffered offered) {
        RunSelection selection = RunSelection.ofReturned(offered.getLeadId(), offered.getStepId());
        String json = json(selection);
        UUID feedback = offered.getFeedbackId();
        return new RunRequests.Asked(
                RecordIds.derived(feedback, "run-request"),
                offered.getMeta().getAccountId(),
                offered.getMeta().getCorrelationId(),
                "feedback " + feedback,
                digest(json),
                json,
                clock.instant());
    }

    /** Waits for the database as long as it is away. */
    private void ask(RunRequests.Asked asked) throws InterruptedException {
        while (true) {
            try {
                requests.create(asked);
                worker.wake();
                return;
            } catch (SQLException away) {
                LOG.warnf("returned leads not asked for yet cause=%s", away.getSQLState());
                Thread.sleep(PAUSE);
            }
        }
    }

    private String json(RunSelection selection) {
        try {
            return mapper.writeValueAsString(selection.toJson());
        } catch (JsonProcessingException textsCanBeWritten) {
            throw new IllegalStateException(textsCanBeWritten);
        }
    }

    private static byte[] digest(String json) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(json.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
