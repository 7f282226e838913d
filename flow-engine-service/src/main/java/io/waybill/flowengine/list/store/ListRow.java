package io.waybill.flowengine.list.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A list as its events have left it. */
@Entity
@Table(name = "lead_list")
@SuppressWarnings("NullAway.Init") // filled in by Hibernate
class ListRow {

    @Id UUID id;

    @Column(name = "account_id")
    UUID accountId;

    String name;
    String kind;
    String type;
    long entries;
    long sequence;

    @Column(name = "updated_at")
    Instant updatedAt;

    ListView view() {
        return new ListView(id, name, kind, type, entries, updatedAt);
    }
}
