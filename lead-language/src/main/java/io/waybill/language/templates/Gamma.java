package io.waybill.language.templates;

/** The gamma function, which continues the factorial: {@code gamma(n + 1)} is {@code n!}. */
final class Gamma {

    private static final double OVERFLOWS = 171.35;

    /** Lanczos' coefficients for g = 607/128. */
    private static final double G = 4.7421875;

    private static final double[] LANCZOS = {
        0.99999999999999709182, 57.156235665862923517, -59.597960355475491248,
        14.136097974741747174, -0.49191381609762019978, 0.33994649984811888699e-4,
        0.46523628927048575665e-4, -0.98374475304879564677e-4, 0.15808870322491248884e-3,
        -0.21026444172410488319e-3, 0.21743961811521264320e-3, -0.16431810653676389022e-3,
        0.84418223983852743293e-4, -0.26190838401581408670e-4, 0.36899182659531622704e-5
    };

    private Gamma() {}

    static double of(double x) {
        if (Double.isNaN(x) || x == Double.NEGATIVE_INFINITY) {
            return Double.NaN;
        }
        if (x >= OVERFLOWS) {
            return Double.POSITIVE_INFINITY;
        }
        if (x == Math.rint(x)) {
            return x <= 0 ? Double.POSITIVE_INFINITY : factorial((int) x - 1);
        }
        if (x < 0.5) {
            return Math.PI / (StrictMath.sin(Math.PI * x) * of(1 - x));
        }
        return lanczos(x - 1);
    }

    private static double factorial(int n) {
        double product = 1;
        for (int factor = n; factor > 1; factor--) {
            product *= factor;
        }
        return product;
    }

    private static double lanczos(double x) {
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (x + i);
        }
        double t = x + G + 0.5;
        double half = StrictMath.pow(t, (x + 0.5) / 2);
        return Math.sqrt(2 * Math.PI) * half * StrictMath.exp(-t) * half * sum;
    }
}
