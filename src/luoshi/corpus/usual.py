"""The indicators that are asked of a corpus where nobody names any: those that most reports set targets for."""

USUAL = (
    "gdp", "industrial_va", "fiscal_revenue", "fai", "retail_sales", "trade", "resident_income", "urban_income",
    "rural_income", "cpi", "urban_new_jobs", "urban_surveyed_unemployment", "urban_registered_unemployment",
)  # fmt: skip
