package io.waybill.intake.flows;

/** A source of a flow's live version. */
public record SubmissionTarget(FlowVersion version, Source source, boolean flowEnabled) {}
