package io.waybill.feedback;

import io.waybill.servicekit.testing.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> the_service_keeps_the_rules_of_the_house() {
        return HouseRules.tests("io.waybill.feedback", "desk");
    }
}
