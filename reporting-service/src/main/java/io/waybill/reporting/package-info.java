/** What happened to each lead, projected from the topics for reading, and rebuilt by replay. */
@NullMarked
package io.waybill.reporting;

import org.jspecify.annotations.NullMarked;
