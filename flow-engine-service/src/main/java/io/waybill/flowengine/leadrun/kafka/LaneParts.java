package io.waybill.flowengine.leadrun.kafka;

import io.micrometer.core.instrument.config.MeterFilter;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.flowengine.leadrun.EventIdOf;
import io.waybill.flowengine.leadrun.LeadRunDecider;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What the lanes of this instance share. */
@Dependent
final class LaneParts {

    @Produces
    @Singleton
    LaneProcessor.Parts parts(EventIdOf eventIds, MasterKeys masterKeys, LoggedLanes observer) {
        return new LaneProcessor.Parts(new LeadRunDecider(eventIds), masterKeys, observer);
    }

    /** Some forty meters for each store of each partition, which nobody looks at. */
    @Produces
    @Singleton
    MeterFilter withoutStores() {
        return MeterFilter.denyNameStartsWith("kafka.stream.state");
    }
}
