/** What is told of changes, from wherever it is told. */
@NullMarked
package io.waybill.partner.audit.kafka;

import org.jspecify.annotations.NullMarked;
