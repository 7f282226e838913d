package io.waybill.delivery.request;

/** Why a request cannot be built. Nothing is sent then, so the error is certain. */
public enum Flaw {
    SETTING_UNKNOWN,
    SETTINGS_CONFLICT,
    TEMPLATE_BROKEN,
    FORMAT_UNKNOWN,
    METHOD_UNSUITABLE,
    URL_MISSING,
    URL_UNUSABLE,
    NAME_UNUSABLE,
    HEADER_RESERVED,
    HEADER_UNSAFE,
    TIMEOUT_OUT_OF_RANGE,
    TOO_LARGE
}
