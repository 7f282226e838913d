package io.waybill.servicekit.testing.counterexample.order.http;

import io.waybill.local.kit.Database;

record EdgeWithOtherService(Database database) {}
