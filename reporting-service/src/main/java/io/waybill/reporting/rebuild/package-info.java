/** Rebuilding the tables from the topics beside the live ones: states and progress. */
@NullMarked
package io.waybill.reporting.rebuild;

import org.jspecify.annotations.NullMarked;
