/** What people read about leads: the list, one lead with its timeline, the events, in words. */
@NullMarked
package io.waybill.reporting.lead;

import org.jspecify.annotations.NullMarked;
