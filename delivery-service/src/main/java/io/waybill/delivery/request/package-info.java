/**
 * From delivery settings and the lead's values to the request that goes out, and from a reply to
 * the words that the seller reads. Pure: JSON is a model of maps and lists here.
 */
@NullMarked
package io.waybill.delivery.request;

import org.jspecify.annotations.NullMarked;
