* Targets against results of provinces, in Stata: goes on from the panel that provinces.ipynb (or `luoshi panel`) wrote with --lang en.
* do provinces.do panel.dta
args file
use "`file'", clear
keep if indicator == "gdp" & measure == "growth":measure & scope == ""
keep if inlist(verdict, "met":verdict, "near":verdict, "missed":verdict)
egen id = group(place_code place)
xtset id year
tabulate year verdict, row
* With an effect for each place and year: does a higher target go with a larger shortfall?
xtreg deviation target_low i.year, fe vce(cluster id)
