# Targets against results of provinces, in R: goes on from the panel that provinces.ipynb (or `luoshi panel`) wrote with --lang en.
# Rscript provinces.R panel.dta
library(haven)
library(dplyr)

file <- commandArgs(trailingOnly = TRUE)[1]
panel <- read_dta(file) |>
  mutate(across(c(verdict, measure, target_bound), as_factor)) |>
  filter(indicator == "gdp", measure == "growth", scope == "")

judged <- panel |> filter(verdict %in% c("met", "near", "missed"))
by_year <- judged |>
  group_by(year) |>
  summarise(places = n(), median = median(deviation))
print(as.data.frame(by_year), row.names = FALSE)

# With an effect for each place and year: does a higher target go with a larger shortfall?
fit <- lm(deviation ~ target_low + factor(place) + factor(year), data = judged)
print(summary(fit)$coefficients["target_low", ])
