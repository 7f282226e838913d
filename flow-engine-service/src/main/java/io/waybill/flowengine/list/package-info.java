/**
 * Lists of an account: values that must not be sold, and values that are looked up. What stands in
 * a list is known by HMACs under the account's key.
 */
@NullMarked
package io.waybill.flowengine.list;

import org.jspecify.annotations.NullMarked;
