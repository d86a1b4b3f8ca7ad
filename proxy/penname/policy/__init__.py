"""What is done with a span: Policy, Rule, Action, Decision, and their YAML."""
