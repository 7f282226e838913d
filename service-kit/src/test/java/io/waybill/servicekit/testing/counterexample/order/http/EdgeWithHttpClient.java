package io.waybill.servicekit.testing.counterexample.order.http;

import java.net.http.HttpClient;

record EdgeWithHttpClient(HttpClient client) {}
