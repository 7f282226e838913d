package io.waybill.delivery;

import io.waybill.servicekit.testing.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> the_house_rules_hold() {
        return HouseRules.tests("io.waybill.delivery", "mail", "files");
    }
}
