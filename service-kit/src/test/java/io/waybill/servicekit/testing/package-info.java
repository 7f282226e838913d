/** What the tests of every service share: the rules of the house, real servers, accounts. */
@NullMarked
package io.waybill.servicekit.testing;

import org.jspecify.annotations.NullMarked;
