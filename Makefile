# Short names for the scripts; the scripts can be called without make.
.PHONY: report test lint ci sample clean

report: ## install what is missing, build, compile the sample annual report to out/
	Scripts/report

test: ## install what is missing, build, run all tests
	Scripts/test

lint:
	Scripts/lint

ci: ## what every change must pass
	.ci/run

sample: ## write SampleData again; a test holds it to be equal
	swift run huibian sample --seed 2024 -o SampleData

clean:
	rm -rf .build out
