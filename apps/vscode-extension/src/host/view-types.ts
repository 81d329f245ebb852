// Apart from what they name: whoever registers a view needs no more than this.
export const numbersViewId = "leaseline.numbers";
export const pricingViewType = "leaseline.pricing";
