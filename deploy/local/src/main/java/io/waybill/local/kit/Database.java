package io.waybill.local.kit;

/** How a service reaches its own database. Masks the password when printed. */
public record Database(String host, int port, String name, String username, String password) {

    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + name;
    }

    public String reactiveUrl() {
        return "postgresql://" + host + ":" + port + "/" + name;
    }

    @Override
    public String toString() {
        return "Database[" + username + " at " + jdbcUrl() + "]";
    }
}
