package io.waybill.servicekit.testing.counterexample.order.http;

import io.waybill.meta.v1.EventMeta;

record EdgeWithAvro(EventMeta meta) {}
