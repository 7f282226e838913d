package io.waybill.local;

/**
 * One process of a service. The first has the service's name, each further one its number behind
 * it.
 */
record Instance(String service, int number) {

    static Instance first(String service) {
        return new Instance(service, 0);
    }

    String name() {
        return number == 0 ? service : service + "-" + number;
    }
}
