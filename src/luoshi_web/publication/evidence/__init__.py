"""Files of evidence that may become public: read and drawn anew, with what must not be seen covered. The file itself never leaves the office."""
