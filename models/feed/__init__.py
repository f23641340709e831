from . import company_face
