package io.waybill.flowengine.partner.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** What an account pays for. */
@Entity
@Table(name = "account_plan")
@SuppressWarnings("NullAway.Init") // filled in by Hibernate
class AccountPlanRow {

    @Id
    @Column(name = "account_id")
    UUID accountId;

    String plan;
    long sequence;
}
