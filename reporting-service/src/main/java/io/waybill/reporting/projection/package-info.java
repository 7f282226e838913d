/**
 * What an event changes in the tables that people read. Every column belongs to one kind of event,
 * so changes commute across topics and a rebuild ends with the same rows.
 */
@NullMarked
package io.waybill.reporting.projection;

import org.jspecify.annotations.NullMarked;
