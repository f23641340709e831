from . import contract_emergency, emergency_change
