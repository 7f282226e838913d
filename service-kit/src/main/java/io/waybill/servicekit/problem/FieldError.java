package io.waybill.servicekit.problem;

/** What is wrong with one field of a request; the message never repeats the value. */
public record FieldError(String field, String message) {}
