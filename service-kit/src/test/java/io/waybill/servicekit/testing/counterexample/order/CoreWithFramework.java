package io.waybill.servicekit.testing.counterexample.order;

import jakarta.inject.Singleton;

@Singleton
final class CoreWithFramework {}
