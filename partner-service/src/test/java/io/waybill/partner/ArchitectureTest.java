package io.waybill.partner;

import io.waybill.servicekit.testing.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> rules_of_the_house() {
        return HouseRules.tests("io.waybill.partner", "crypto", "template");
    }
}
