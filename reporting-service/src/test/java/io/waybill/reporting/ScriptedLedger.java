package io.waybill.reporting;

import io.waybill.delivery.v1.AttemptOutcome;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.flow.v1.FlowCreated;
import io.waybill.flow.v1.FlowVersionDeployed;
import io.waybill.meta.v1.EventMeta;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Records;
import io.waybill.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the other services would have written for one account with one flow, sealed as they seal.
 * Ids come from the names of things, so that the same script gives the same ids.
 */
public final class ScriptedLedger {

    public static final String FILTER = "step-texas";
    public static final String BUYER = "step-buyer";

    private static final Instant BEGIN = Instant.parse("2026-03-08T06:30:00Z");
    private static final long MINUTE = 60;

    private final UUID account;
    private final MasterKeys masterKeys;
    private final List<OutboundRecord> records = new ArrayList<>();
    private int leads;

    public ScriptedLedger(UUID account, MasterKeys masterKeys) {
        this.account = account;
        this.masterKeys = masterKeys;
        define();
    }

    public UUID account() {
        return account;
    }

    public UUID flow() {
        return id("flow");
    }

    public UUID source(String name) {
        return id("source " + name);
    }

    /** The records in the order in which they happened. */
    public List<OutboundRecord> records() {
        return List.copyOf(records);
    }

    /** How many of the records belong to a lead's timeline. */
    public long events() {
        return records.stream()
                .filter(record -> record.topic() != Topic.FLOW_KEYS)
                .filter(record -> record.topic() != Topic.FLOW_DEFINITIONS)
                .count();
    }

    /** Eight leads, one for each thing that can happen. */
    public ScriptedLedger everything() {
        sold("web").feedback("conversion", "Bought it");
        sold("web").feedback("return", "Wrong number");
        retried("web");
        refused("phone");
        stopped("phone");
        unanswered("web");
        lead("web", false).received().accepted().requested();
        sold("web", true);
        return this;
    }

    public ScriptedLead sold(String source) {
        return sold(source, false);
    }

    private ScriptedLead sold(String source, boolean test) {
        return lead(source, test)
                .received()
                .accepted()
                .filterPassed()
                .requested()
                .attempt(1, AttemptOutcome.SUCCESS, 201)
                .settled(Outcome.SUCCESS, true)
                .completed(Outcome.SUCCESS, null, null)
                .closed();
    }

    private void retried(String source) {
        lead(source, false)
                .received()
                .accepted()
                .requested()
                .attempt(1, AttemptOutcome.ERROR, 503)
                .attempt(2, AttemptOutcome.SUCCESS, 200)
                .settled(Outcome.SUCCESS, true)
                .completed(Outcome.SUCCESS, null, null)
                .closed();
    }

    private void refused(String source) {
        lead(source, false)
                .received()
                .refused("State must not be FL")
                .completed(Outcome.FAILURE, "acceptance", "State must not be FL")
                .closed();
    }

    private void stopped(String source) {
        lead(source, false)
                .received()
                .accepted()
                .filterStopped("State must not be TX")
                .skipped()
                .completed(Outcome.FAILURE, FILTER, "State must not be TX")
                .closed();
    }

    private void unanswered(String source) {
        uncertain(source);
    }

    /** A lead of which nobody knows whether its buyer has it. */
    ScriptedLead uncertain(String source) {
        return lead(source, false)
                .received()
                .accepted()
                .requested()
                .attempt(1, AttemptOutcome.UNANSWERED, null)
                .settled(Outcome.ERROR, false)
                .completed(Outcome.ERROR, BUYER, "No answer")
                .closed();
    }

    /** One more lead of the account, with its key written. */
    public ScriptedLead lead(String source, boolean test) {
        int number = ++leads;
        Instant at = BEGIN.plusSeconds(20 * MINUTE * number);
        return new ScriptedLead(this, "lead " + number, source, at, test);
    }

    private void define() {
        String definition =
                """
                {"name":"Solar","sources":[{"id":"%s","name":"Web form"},
                {"id":"%s","name":"=Call centre"}],
                "steps":[{"id":"%s","type":"filter","name":"No Texas"},
                {"id":"%s","type":"recipient","name":"Buyer A"}]}
                """
                        .formatted(source("web"), source("phone"), FILTER, BUYER);
        add(
                flow().toString(),
                FlowCreated.newBuilder()
                        .setMeta(meta(flow(), "flow", 1, BEGIN, false))
                        .setFlowId(flow())
                        .setBy("user:1")
                        .setName("Draft of solar")
                        .setDefinition("{\"name\":\"Draft of solar\"}")
                        .build());
        add(
                flow().toString(),
                FlowVersionDeployed.newBuilder()
                        .setMeta(meta(flow(), "flow", 2, BEGIN.plusSeconds(1), false))
                        .setFlowId(flow())
                        .setBy("user:1")
                        .setVersion(1)
                        .setDefinition(definition)
                        .build());
    }

    void add(String key, SpecificRecord value) {
        records.add(new OutboundRecord(Records.topicOf(value), key, value));
    }

    MasterKeys masterKeys() {
        return masterKeys;
    }

    UUID id(String name) {
        return UUID.nameUUIDFromBytes((account + name).getBytes(StandardCharsets.UTF_8));
    }

    EventMeta meta(UUID stream, String name, long sequence, Instant at, boolean test) {
        return EventMeta.newBuilder()
                .setRecordId(id(name + " record " + sequence))
                .setStreamId(stream)
                .setSequence(sequence)
                .setOccurredAt(at)
                .setAccountId(account)
                .setLane(account.toString())
                .setCorrelationId(id(name + " call"))
                .setTest(test)
                .build();
    }

    /** A person who is easy to find if something leaks. */
    static Map<String, Object> person(String name) {
        return Map.of(
                "first_name", "Ada",
                "last_name", name,
                "email", "ada@example.org",
                "phone_1", "512-789-1111",
                "state", "TX",
                "postal_code", "78704",
                "comments", "=HYPERLINK(\"http://bad\")");
    }
}
