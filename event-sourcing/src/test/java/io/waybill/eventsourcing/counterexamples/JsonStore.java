package io.waybill.eventsourcing.counterexamples;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Brings a framework along. */
public record JsonStore(ObjectMapper mapper) {}
