"""Values told without a number: 高于全省平均水平, 持平, 实现零的突破, 只减不增."""
