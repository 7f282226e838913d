/**
 * The demo: a new seller, a flow and four buyers made through the public API, leads sent through
 * them, and feedback sent back.
 */
@NullMarked
package io.waybill.local.demo;

import org.jspecify.annotations.NullMarked;
