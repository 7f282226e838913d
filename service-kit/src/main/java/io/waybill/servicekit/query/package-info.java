/** Query parameters: read, checked, and named when something is wrong with one. */
@NullMarked
package io.waybill.servicekit.query;

import org.jspecify.annotations.NullMarked;
